import { cx } from '@/lib/cx';
import styles from './Skeleton.module.css';

/** The place something will take, so that nothing jumps when it comes. */
export function Skeleton({ className }: { className?: string | undefined }) {
  return <span className={cx(styles.skeleton, className)} aria-hidden="true" />;
}
