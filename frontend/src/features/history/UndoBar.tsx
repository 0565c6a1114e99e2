import { Button } from '@/components/Button';
import { Hidden } from '@/components/Hidden';
import { Icon } from '@/components/Icon';
import styles from './History.module.css';

interface Props {
  /** What was changed last; null where nothing is left to take back. */
  words: string | null;
  /** What is said to ears: of the change, or of its being taken back. */
  said: string;
  onUndo: () => void;
  onClose: () => void;
}

/** The last change with the way back. It stays until it is closed: nobody has to be quick. */
export function UndoBar({ words, said, onUndo, onClose }: Props) {
  return (
    <>
      <Hidden>
        <span role="status">{said}</span>
      </Hidden>
      {words !== null && (
        <section aria-label="Last change" className={styles.bar}>
          <p>{words}</p>
          <Button look="main" onClick={onUndo} aria-keyshortcuts="Control+Z Meta+Z">
            <Icon name="undo" />
            Undo
          </Button>
          <Button look="round" title="Close" onClick={onClose}>
            <Icon name="close" />
            <Hidden>Close</Hidden>
          </Button>
        </section>
      )}
    </>
  );
}
