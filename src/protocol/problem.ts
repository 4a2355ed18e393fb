import * as z from 'zod/mini';
import en from 'zod/v4/locales/en.js';

// The small zod has no words of its own, and says of anything that the input is invalid.
z.config(en());

/** The first thing that a schema found wrong, as one sentence that names the field. */
export function firstProblem(error: z.core.$ZodError): string {
  const issue = error.issues[0];
  if (!issue) return 'the value is not valid';
  const field = issue.path.join('.');
  return field === '' || issue.message.includes(field)
    ? issue.message
    : `${field}: ${issue.message}`;
}
