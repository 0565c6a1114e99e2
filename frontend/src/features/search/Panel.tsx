import { useRef, type FocusEvent, type ReactNode, type Ref, type RefObject } from 'react';
import styles from './SearchBox.module.css';
import { useRoom } from './useRoom';

interface Props {
  open: boolean;
  /** The whole search, which goes to the top where the panel has too little room. */
  root: RefObject<HTMLElement | null>;
  /** To Downshift all of the panel is the list: a click on what stands below the songs does not close it. */
  menu: Ref<HTMLElement>;
  onLeave: () => void;
  children: ReactNode;
}

/** Whether the focus goes on to something in the panel. */
export function goesToPanel({ relatedTarget }: FocusEvent): boolean {
  return relatedTarget instanceof Element && relatedTarget.closest('[data-panel]') !== null;
}

/** What hangs below the field while it is open: the songs, and notes on them. */
export function Panel({ open, root, menu, onLeave, children }: Props) {
  const panel = useRef<HTMLDivElement>(null);
  useRoom(open, root, panel);
  return (
    // It only watches where the focus goes.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={panel} data-panel className={styles.panel} hidden={!open} onBlur={(event) => !goesToPanel(event) && !goesToField(event) && onLeave()}>
      <div ref={menu as Ref<HTMLDivElement>} className={styles.inside}>
        {children}
      </div>
    </div>
  );
}

const goesToField = ({ relatedTarget }: FocusEvent) => relatedTarget instanceof HTMLInputElement;
