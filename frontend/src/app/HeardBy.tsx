import { useState } from 'react';
import { Link } from 'react-router';
import type { Classification, Model } from '@/api';
import { ModelPicker } from '@/features/models/ModelPicker';
import { useModels } from '@/features/models/useModels';
import { FileButton } from '@/features/upload/FileButton';
import styles from './SongPage.module.css';
import { useListen } from './useListen';

interface Props {
  classification: Classification;
  /** Hands the same clip in again, to that model; null where the clip is not at hand. */
  onModel: ((model: string | null) => void) | null;
}

/** Which model heard it, in which version; and the others, which can hear it too. */
export function HeardBy({ classification, onModel }: Props) {
  const { models, choose } = useModels();
  const listen = useListen();
  const [wanted, setWanted] = useState<Model | null>(null);
  const { name, version } = classification.model;
  if (!models.some((model) => model.name !== name)) {
    return (
      <p className={styles.heard}>
        Heard by <strong>{name}</strong> {version}
      </p>
    );
  }
  const pick = (model: Model) => {
    if (model.name === name && model.version === version) return;
    // A second opinion on this song; where the song is not at hand, the next one is meant.
    if (onModel) {
      onModel(model.default ? null : model.name);
      return;
    }
    choose(model);
    setWanted(model);
  };
  return (
    <div className={styles.model}>
      <ModelPicker models={models} current={name} version={version} action="ask another model" onPick={pick} />
      {wanted && (
        <div className={styles.once} role="status">
          <span>{`${wanted.name} hears the next one. For this one:`}</span>
          {classification.origin === 'upload' ? (
            <FileButton onFiles={listen.files}>Choose the file once more</FileButton>
          ) : (
            <Link to="/" state={{ search: true }}>
              Paste the link once more
            </Link>
          )}
        </div>
      )}
    </div>
  );
}
