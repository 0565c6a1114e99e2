import type { ComponentProps } from 'react';
import { cx } from '@/lib/cx';
import styles from './Button.module.css';

interface Props extends ComponentProps<'button'> {
  look?: 'main' | 'quiet' | 'round';
}

export function Button({ look = 'quiet', className, type = 'button', ...rest }: Props) {
  return <button type={type} className={cx(styles.button, styles[look], className)} {...rest} />;
}
