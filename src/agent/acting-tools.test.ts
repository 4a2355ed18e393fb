import { llm } from '@livekit/agents';
import { expect, test } from 'vitest';
import { EXPRESSION_NAMES, GESTURE_NAMES } from '../protocol/index.ts';
import { actingTools } from './acting-tools.ts';
import { AvatarError } from './avatar-error.ts';

const call = { ctx: {}, toolCallId: 'call' } as never;

/** Tools of a face that notes what it was asked for, or fails. */
function rehearse(failure?: Error) {
  const asked: unknown[] = [];
  const note = async (wish: unknown) => {
    if (failure) throw failure;
    asked.push(wish);
  };
  return { asked, tools: actingTools({ express: note, gesture: note }) };
}

test('what a model asks for is performed', async () => {
  const { asked, tools } = rehearse();
  expect(await tools.express.execute({ expression: 'joy', intensity: 0.5 }, call)).toBe('done');
  expect(await tools.gesture.execute({ gesture: 'wink' }, call)).toBe('done');
  expect(asked).toEqual([{ expression: 'joy', intensity: 0.5 }, 'wink']);
});

test('a model is offered every name that an avatar knows, and no other', () => {
  const { tools } = rehearse();
  const offered = (tool: { parameters: object }) =>
    JSON.stringify(llm.toJsonSchema(tool.parameters as never, true, true));
  expect(offered(tools.express)).toContain(JSON.stringify(EXPRESSION_NAMES));
  expect(offered(tools.gesture)).toContain(JSON.stringify(GESTURE_NAMES));
});

test('a face that can’t do it is told to the model, which goes on talking', async () => {
  const { tools } = rehearse(AvatarError.cannotAct('There is no avatar in the room.'));
  expect(await tools.gesture.execute({ gesture: 'nod' }, call)).toMatch(/no avatar/);
  const broken = rehearse(new TypeError('a fault of ours'));
  await expect(broken.tools.gesture.execute({ gesture: 'nod' }, call)).rejects.toThrow(TypeError);
});
