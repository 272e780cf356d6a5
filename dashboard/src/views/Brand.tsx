/** The mark; three bars of a chart. */
export function Brand() {
  return (
    <svg class="brand" viewBox="0 0 32 32" width="24" height="24" aria-hidden="true">
      <rect width="32" height="32" rx="8" />
      <path d="M8 23v-6m8 6V9m8 14v-9" />
    </svg>
  );
}
