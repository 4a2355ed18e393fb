import { styleText } from 'node:util';

/** Tells the person at the terminal in plain words what goes on. */
export class Narrator {
  readonly #out: NodeJS.WriteStream;

  constructor(out: NodeJS.WriteStream = process.stdout) {
    this.#out = out;
  }

  greet(): void {
    this.#write(`\n${this.#style('bold', 'Mouthpiece')}  a face for voice agents\n`);
  }

  /** A step of the demo itself. */
  say(sentence: string): void {
    this.#write(`  ${sentence}`);
  }

  /** Something that happens in the call. */
  report(sentence: string): void {
    const time = new Date().toTimeString().slice(0, 8);
    this.#write(this.#style('dim', `  ${time}  ${sentence}`));
  }

  /** The one address to open. */
  invite(url: string): void {
    const address = this.#style('bold', this.#style('cyan', url));
    this.#write(`\n  Open ${address} and say hello.  Ctrl-C ends everything.\n`);
  }

  #style(format: Parameters<typeof styleText>[0], text: string): string {
    return styleText(format, text, { stream: this.#out });
  }

  #write(line: string): void {
    this.#out.write(`${line}\n`);
  }
}
