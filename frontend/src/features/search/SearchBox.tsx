import { useEffect, useRef, type ReactNode, type Ref } from 'react';
import { Hidden } from '@/components/Hidden';
import { Icon } from '@/components/Icon';
import { cx } from '@/lib/cx';
import { Panel } from './Panel';
import styles from './SearchBox.module.css';
import { SourceNotes } from './SourceNotes';
import { Suggestion } from './Suggestion';
import { keyOf } from './choice';
import { useSongBox, type Offers } from './useSongBox';

interface Props extends Offers {
  /** Whether to start in the field. */
  focused?: boolean;
  /** What to offer where nothing is found because catalogues are away. */
  rescue?: ReactNode;
  /** What stands beside the field's name. */
  aside?: ReactNode;
}

/** One field for a song's name or a pasted link (ARIA combobox with a list). */
export function SearchBox({ focused = false, rescue, aside, ...offers }: Props) {
  const root = useRef<HTMLDivElement>(null);
  const focus = () => root.current?.querySelector('input')?.focus();
  useEffect(() => {
    if (focused) focus();
  }, [focused]);
  const { box, text, found, link, again, choices, open, busy, said, clear, fieldProps } = useSongBox(offers);
  const { ref: menu, ...list } = box.getMenuProps({ 'aria-label': again ? 'Recent songs' : 'Songs' }) as { ref: Ref<HTMLElement> };

  return (
    <div ref={root} className={styles.search} role="search">
      <div className={styles.head}>
        {/* Downshift's props tie it to the field. */}
        {/* eslint-disable-next-line jsx-a11y/label-has-associated-control */}
        <label {...box.getLabelProps()}>Find a song</label>
        {aside}
      </div>
      <div className={cx(styles.field, open && styles.open)}>
        <Icon name="search" size={24} />
        <input
          {...fieldProps}
          className={styles.input}
          placeholder="Title, artist or link"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="search"
          aria-describedby="search-hint"
        />
        {text && (
          <button type="button" className={styles.clear} onClick={() => { clear(); focus(); }}>
            <Icon name="close" />
            <Hidden>Clear the field</Hidden>
          </button>
        )}
      </div>
      <Hidden>
        <span id="search-hint">Type at least two letters. Misspellings are fine. Suggestions appear below.</span>
        <span role="status">{open ? said : ''}</span>
      </Hidden>
      <Panel open={open} root={root} menu={menu} onLeave={box.closeMenu}>
        {again && <p className={styles.name} aria-hidden="true">Recent songs</p>}
        <ul {...list} className={styles.list} aria-busy={busy}>
          {open &&
            choices.map((choice, index) => (
              <li
                key={keyOf(choice)}
                className={cx(styles.option, index === box.highlightedIndex && styles.highlighted)}
                {...box.getItemProps({ item: choice, index })}
              >
                <Suggestion choice={choice} />
              </li>
            ))}
        </ul>
        {open && !again && (link ? link.note && <p className={styles.note}>{link.note}</p> : <SourceNotes found={found} text={text.trim()} rescue={rescue} />)}
      </Panel>
    </div>
  );
}
