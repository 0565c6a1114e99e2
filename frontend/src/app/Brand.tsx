import styles from './Layout.module.css';

/** A sound's level meter that is also a row of trees. */
export function Brand() {
  return (
    <svg viewBox="0 0 32 32" className={styles.mark} aria-hidden="true" focusable="false">
      <rect width="32" height="32" rx="9" fill="var(--leaf)" />
      <g fill="none" stroke="var(--on-leaf)" strokeLinecap="round" strokeWidth="2.4">
        <path d="M6 19v-3M11 22v-9M16 26V6M21 22v-9M26 19v-3" />
      </g>
    </svg>
  );
}
