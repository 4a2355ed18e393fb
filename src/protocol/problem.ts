import type { z } from 'zod/mini';

/** The first thing that a schema found wrong, as one sentence that names the field. */
export function firstProblem(error: z.core.$ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'the value is not valid';
  const field = issue.path.join('.');
  return field === '' || issue.message.includes(field)
    ? issue.message
    : `${field}: ${issue.message}`;
}
