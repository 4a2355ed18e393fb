import type { Context, ErrorHandler, NotFoundHandler } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { ErrorResponse } from '../../protocol/index.ts';
import { DispatcherError, type DispatcherErrorReason } from '../dispatcher-error.ts';
import type { Log } from '../log.ts';

/** 4xx: the caller can mend it. 502: the LiveKit server is to blame. 500 and 503: we are. */
const STATUS: Readonly<Record<DispatcherErrorReason, ContentfulStatusCode>> = {
  bad_request: 400,
  bad_options: 400,
  bad_token: 400,
  bad_avatar: 400,
  room_mismatch: 400,
  unauthorized: 401,
  not_found: 404,
  replaced: 409,
  removed: 409,
  too_large: 413,
  token_refused: 502,
  unreachable: 502,
  not_livekit: 502,
  connection_lost: 502,
  publish_failed: 502,
  ended: 502,
  timeout: 504,
  browser_unavailable: 503,
  shutting_down: 503,
  unsupported_browser: 500,
  internal: 500,
};

/** Answers whatever a route throws as JSON for programs and people. */
export function answerError(log: Log): ErrorHandler {
  return (error, c) => {
    if (error instanceof DispatcherError) return answer(c, error);
    log.error({ err: error }, 'A request failed for a reason that is ours.');
    return answer(c, new DispatcherError('internal', 'The dispatcher failed: its log says more.'));
  };
}

export const answerUnknownPath: NotFoundHandler = (c) =>
  answer(
    c,
    new DispatcherError(
      'not_found',
      `There is no ${c.req.method} ${c.req.path} here: there are POST /launch, GET /avatars, GET /avatars/:id/debug, DELETE /avatars/:id and GET /healthz.`,
    ),
  );

function answer(c: Context, { reason, message }: DispatcherError): Response {
  const body: ErrorResponse = { status: 'error', reason, message };
  return c.json(body, STATUS[reason]);
}
