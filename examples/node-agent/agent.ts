// A voice agent with a face. Start a dispatcher (`npx mouthpiece serve`), then this:
//   LIVEKIT_URL=… LIVEKIT_API_KEY=… LIVEKIT_API_SECRET=… node agent.ts dev
import { fileURLToPath } from 'node:url';
import { cli, defineAgent, ServerOptions, voice } from '@livekit/agents';
import { AvatarSession } from 'mouthpiece/agent';
import { greet, models } from './voice.ts';

export default defineAgent({
  entry: async (ctx) => {
    await ctx.connect();
    const session = new voice.AgentSession(models());
    const agent = new voice.Agent({ instructions: 'You are friendly, and brief.' });

    // The two lines:
    const avatar = new AvatarSession();
    await avatar.start(session, ctx.room);

    await session.start({ agent, room: ctx.room });
    await greet(session);
  },
});

cli.runApp(new ServerOptions({ agent: fileURLToPath(import.meta.url) }));
