import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import {
  firstProblem,
  launchRequestSchema,
  type LaunchRequest,
  type LaunchResponse,
} from '../../protocol/index.ts';
import type { AvatarHouse } from '../avatars/avatar-house.ts';
import { DispatcherError } from '../dispatcher-error.ts';

/** A launch request is about 1 KB; tokens can grow with their attributes. */
const MAX_BODY_BYTES = 64 * 1024;

const limitBody = bodyLimit({
  maxSize: MAX_BODY_BYTES,
  onError: () => {
    throw new DispatcherError('too_large', `The body is longer than ${MAX_BODY_BYTES} bytes.`);
  },
});

/** `POST /launch`, answered when the avatar has joined its room and published. */
export function launchRoute(house: AvatarHouse): Hono {
  return new Hono().post('/launch', limitBody, async (c) => {
    const { request, ignored } = parseLaunch(await c.req.text());
    const tenant = house.launch(request);
    await tenant.joined;
    const response: LaunchResponse = {
      status: 'success',
      message: `Avatar ${tenant.identity} joined the room ${tenant.room}.${ignored}`,
      id: tenant.id,
    };
    return c.json(response);
  });
}

function parseLaunch(text: string): { request: LaunchRequest; ignored: string } {
  const body = parseJson(text);
  const parsed = launchRequestSchema.safeParse(body);
  if (!parsed.success) throw new DispatcherError('bad_request', firstProblem(parsed.error));
  return { request: parsed.data, ignored: describeIgnored(body as object) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new DispatcherError('bad_request', `The body is not JSON: ${(cause as Error).message}.`, {
      cause,
    });
  }
}

/** Fields that LiveKit may add one day must not break the launch; a slip of the pen should be seen. */
function describeIgnored(body: object): string {
  const unknown = Object.keys(body).filter((name) => !(name in launchRequestSchema.shape));
  return unknown.length === 0 ? '' : ` Fields not known here were ignored: ${unknown.join(', ')}.`;
}
