import { useCombobox } from 'downshift';
import { useEffect, useRef, useState, type FocusEvent, type KeyboardEvent, type ReactNode, type Ref } from 'react';
import type { Suggestion as Found, Track } from '@/api';
import { Hidden } from '@/components/Hidden';
import { Icon } from '@/components/Icon';
import { cx } from '@/lib/cx';
import { Panel, goesToPanel } from './Panel';
import styles from './SearchBox.module.css';
import { SourceNotes } from './SourceNotes';
import { Suggestion } from './Suggestion';
import { matchesClearly } from './match';
import { spoken } from './spoken';
import { useEarlyEnter } from './useEarlyEnter';
import { useLink } from './useLink';
import { useSuggestions } from './useSuggestions';

export type Choice = { kind: 'track'; track: Found } | { kind: 'link'; url: string };

interface Props {
  onTrack: (track: Track) => void;
  onLink: (url: string) => void;
  /** Whether to start in the field. */
  focused?: boolean;
  /** What to offer where nothing is found because catalogues are away. */
  rescue?: ReactNode;
  /** What stands beside the field's name. */
  aside?: ReactNode;
}

/** One field for a song's name or a pasted link (ARIA combobox with a list). */
export function SearchBox({ onTrack, onLink, focused = false, rescue, aside }: Props) {
  const [text, setText] = useState('');
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (focused) root.current?.querySelector('input')?.focus();
  }, [focused]);
  const found = useSuggestions(text);
  const link = useLink(text);
  const choices: Choice[] = link?.choices ?? found.tracks.map((track) => ({ kind: 'track', track }));
  const take = (choice: Choice) => (choice.kind === 'track' ? onTrack(choice.track) : onLink(choice.url));

  const box = useCombobox<Choice>({
    items: choices,
    inputValue: text,
    selectedItem: null,
    itemToString: (choice) => (choice?.kind === 'track' ? choice.track.title : (choice?.url ?? '')),
    itemToKey: (choice) => (choice?.kind === 'track' ? choice.track.id : choice?.url),
    onSelectedItemChange: ({ selectedItem }) => selectedItem && take(selectedItem),
    // Leaving the field with a song highlighted is no choice of that song, though Downshift takes it for one.
    // And Enter with none highlighted closes nothing: its answer may still be on the way.
    stateReducer: (state, { type, changes }) => {
      if (type === useCombobox.stateChangeTypes.InputBlur) return { ...changes, selectedItem: state.selectedItem };
      if (type === useCombobox.stateChangeTypes.InputKeyDownEnter && state.highlightedIndex < 0) return { ...changes, isOpen: state.isOpen };
      return changes;
    },
  });
  const open = box.isOpen && (found.asking || link !== null);
  const first = choices[0];
  const unanswered = found.waiting || link?.waiting === true || (found.pending && choices.length === 0);

  const early = useEarlyEnter(text, unanswered, () => {
    if (first?.kind === 'track' && (link || matchesClearly(first.track, text))) take(first);
    else if (first) box.setHighlightedIndex(0);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || box.highlightedIndex >= 0) return;
    if (!unanswered && first) {
      take(first);
      return;
    }
    if (unanswered) early.keep();
    if (!box.isOpen) box.openMenu();
  };

  const onBlur = (event: FocusEvent) => {
    // Going on to what is offered in place of songs does not close the panel.
    if (goesToPanel(event)) Object.assign(event.nativeEvent, { preventDownshiftDefault: true });
    early.forget();
  };
  const { ref: menu, ...list } = box.getMenuProps({ 'aria-label': 'Songs' }) as { ref: Ref<HTMLElement> };

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
          // Set here and not in onInputValueChange: React then keeps the caret where it is.
          {...box.getInputProps({ onChange: (event) => setText(event.currentTarget.value), onKeyDown, onBlur })}
          className={styles.input}
          placeholder="Title, artist, or a preview link"
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          enterKeyHint="search"
          aria-describedby="search-hint"
        />
        {text && (
          <button type="button" className={styles.clear} onClick={() => { setText(''); box.reset(); }}>
            <Icon name="close" />
            <Hidden>Clear the field</Hidden>
          </button>
        )}
      </div>
      <Hidden>
        <span id="search-hint">Type at least two letters. Misspellings are fine. Suggestions appear below.</span>
        <span role="status">{open ? (link?.spoken ?? spoken(found)) : ''}</span>
      </Hidden>
      <Panel open={open} root={root} menu={menu} onLeave={box.closeMenu}>
        <ul {...list} className={styles.list} aria-busy={unanswered || found.pending}>
          {open &&
            choices.map((choice, index) => (
              <li
                key={choice.kind === 'track' ? choice.track.id : choice.url}
                className={cx(styles.option, index === box.highlightedIndex && styles.highlighted)}
                {...box.getItemProps({ item: choice, index })}
              >
                <Suggestion choice={choice} />
              </li>
            ))}
        </ul>
        {open && (link ? link.note && <p className={styles.note}>{link.note}</p> : <SourceNotes found={found} text={text.trim()} rescue={rescue} />)}
      </Panel>
    </div>
  );
}
