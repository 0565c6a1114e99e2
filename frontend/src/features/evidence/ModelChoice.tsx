import type { Model } from '@/api';
import styles from './Facts.module.css';

interface Props {
  models: Model[];
  model: Model;
  onShow: (name: string) => void;
}

/** Whose figures are shown. */
export function ModelChoice({ models, model, onShow }: Props) {
  if (models.length < 2) return null;
  return (
    <label className={styles.which}>
      The figures of{' '}
      <select value={model.name} onChange={(event) => onShow(event.currentTarget.value)}>
        {models.map(({ name, version, default: usual }) => (
          <option key={name} value={name}>
            {`${name} ${version}${usual ? ', the usual one' : ''}`}
          </option>
        ))}
      </select>
    </label>
  );
}
