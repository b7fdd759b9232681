/** The mark of Quandian: an open ring of regulars, one person coming through the door. */
export function Mark({ size = 28 }: { size?: number }) {
  return (
    <span className="lines">
      <svg width={size} height={size} viewBox="0 0 48 48" aria-hidden="true">
        <path
          d="M35.6 36.2A17 17 0 1 1 39.6 30"
          fill="none"
          stroke="currentColor"
          strokeWidth="6.4"
          strokeLinecap="round"
        />
        <circle cx="40.6" cy="40.6" r="5" fill="currentColor" />
      </svg>
    </span>
  );
}
