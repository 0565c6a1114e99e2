import { useCombobox } from 'downshift';
import { useEffect, useRef, useState, type KeyboardEvent } from 'react';
import type { Family } from '@/api';
import { Hidden } from '@/components/Hidden';
import { Tree } from '@/components/Tree';
import { cx } from '@/lib/cx';
import { counted } from '@/lib/format';
import { genreColour, genreLook } from '@/lib/genres';
import styles from './GenreField.module.css';
import { matching } from './genres';

interface Props {
  families: Family[];
  onGenre: (genre: string) => void;
  /** Escape, once the list is closed. */
  onLeave: () => void;
}

/** One of the model's genres, by its name or among its family (ARIA combobox with a grouped list). */
export default function GenreField({ families, onGenre, onLeave }: Props) {
  const [text, setText] = useState('');
  const groups = matching(families, text);
  const genres = groups.flatMap((family) => family.genres);
  const box = useCombobox<string>({
    items: genres,
    inputValue: text,
    selectedItem: null,
    // With nothing typed Enter takes nothing: the first genre is no better than the others.
    defaultHighlightedIndex: text.trim() ? 0 : -1,
    itemToString: (genre) => genre ?? '',
    onSelectedItemChange: ({ selectedItem }) => selectedItem && onGenre(selectedItem),
    // Leaving the field with a genre highlighted is no choice of it.
    stateReducer: (state, { type, changes }) =>
      type === useCombobox.stateChangeTypes.InputBlur ? { ...changes, selectedItem: state.selectedItem } : changes,
  });
  const leave = ({ key }: KeyboardEvent) => {
    if (key === 'Escape' && !box.isOpen) onLeave();
  };
  const root = useRef<HTMLDivElement>(null);
  useEffect(() => root.current?.querySelector('input')?.focus(), []);

  return (
    <div ref={root} className={styles.box}>
      {/* Downshift's props tie it to the field. */}
      {/* eslint-disable-next-line jsx-a11y/label-has-associated-control */}
      <label {...box.getLabelProps()}>It is</label>
      <input
        {...box.getInputProps({ onChange: (event) => setText(event.currentTarget.value), onFocus: () => box.openMenu(), onKeyDown: leave })}
        className={styles.input}
        placeholder="Genre"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
      />
      <div {...box.getMenuProps({ 'aria-label': 'Genres' })} className={styles.list} hidden={!box.isOpen || genres.length === 0}>
        {box.isOpen &&
          groups.map((family) => (
            <div key={family.name} role="group" aria-label={family.name} className={styles.family}>
              <span className={styles.name} aria-hidden="true">
                {family.name}
              </span>
              {family.genres.map((genre) => {
                const index = genres.indexOf(genre);
                return (
                  <div
                    key={genre}
                    {...box.getItemProps({ item: genre, index })}
                    className={cx(styles.genre, index === box.highlightedIndex && styles.highlighted)}
                  >
                    <Tree className={styles.tree} shape={genreLook(genre).shape} colour={genreColour(genre)} />
                    {genre}
                  </div>
                );
              })}
            </div>
          ))}
      </div>
      {text && genres.length === 0 && <p className={styles.none}>The model knows no such genre.</p>}
      <Hidden>
        <span role="status">{box.isOpen && text ? `${counted(genres.length, 'genre')}.` : ''}</span>
      </Hidden>
    </div>
  );
}
