import { useId, type ComponentProps } from 'react';
import { Hidden } from './Hidden';
import styles from './Select.module.css';

interface Props extends Omit<ComponentProps<'select'>, 'onChange'> {
  label: string;
  options: string[];
  onPick: (value: string) => void;
}

/** A choice among a few words, with the system's own list. */
export function Select({ label, options, onPick, ...rest }: Props) {
  const id = useId();
  return (
    <>
      <Hidden>
        <label htmlFor={id}>{label}</label>
      </Hidden>
      <select id={id} className={styles.select} onChange={(event) => onPick(event.currentTarget.value)} {...rest}>
        {options.map((option) => (
          <option key={option}>{option}</option>
        ))}
      </select>
    </>
  );
}
