import type { Problem } from '../api/problem';

/** Says what went wrong, where it went wrong, and offers to try again. */
export function Notice({ problem, retry }: { problem: Problem; retry?: () => void }) {
  return (
    <div class="notice" role="alert">
      <p>{problemText(problem)}</p>
      {retry && <button type="button" class="button" onClick={retry}>Try again</button>}
    </div>
  );
}

export const problemText = (problem: Problem): string =>
  problem.kind === 'too-often' ? `Too many attempts. Try again in ${problem.seconds} seconds.` : problem.message;
