// Says what is wrong with blocks and views in the words that Slack uses in response_metadata.messages.
import type { z } from 'zod';

type Issue = z.core.$ZodIssue;

function wordsFor(issue: Issue): string {
  if (issue.code === 'too_big') {
    return issue.origin === 'string'
      ? `must be less than ${Number(issue.maximum) + 1} characters`
      : issue.origin === 'array'
        ? `no more than ${issue.maximum} items allowed`
        : `must be less than or equal to ${issue.maximum}`;
  }
  if (issue.code === 'too_small') {
    return issue.origin === 'string'
      ? `must be more than ${Number(issue.minimum) - 1} characters`
      : issue.origin === 'array'
        ? `no fewer than ${issue.minimum} items allowed`
        : `must be greater than or equal to ${issue.minimum}`;
  }
  if (issue.code === 'unrecognized_keys') return `invalid additional property: ${issue.keys.join(', ')}`;
  if (issue.code === 'invalid_union') return 'unsupported type';
  if (issue.code === 'invalid_type') return wordsForType(issue);
  return issue.message;
}

function wordsForType(issue: Issue & { code: 'invalid_type' }): string {
  const field = String(issue.path.at(-1) ?? '');
  if (issue.message.includes('received undefined')) return `missing required field: ${field}`;
  return `must provide a valid ${issue.expected}`;
}

export function problemsIn(error: z.ZodError, root: string): string[] {
  return error.issues.map((issue) => {
    const pointer = [root, ...issue.path.map(String)].join('/');
    return `[ERROR] ${wordsFor(issue)} [json-pointer:${pointer}]`;
  });
}
