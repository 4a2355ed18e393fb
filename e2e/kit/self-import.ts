// Lets the examples import “mouthpiece/agent” as their readers do, and get the sources.
import { registerHooks } from 'node:module';

registerHooks({
  resolve: (specifier, context, next) =>
    specifier === 'mouthpiece/agent'
      ? next(new URL('../../src/agent/index.ts', import.meta.url).href, context)
      : next(specifier, context),
});
