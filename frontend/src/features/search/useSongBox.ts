import { useCombobox } from 'downshift';
import { useState, type FocusEvent, type KeyboardEvent } from 'react';
import type { Judged, Track } from '@/api';
import { goesToPanel } from './Panel';
import { keyOf, nameOf, type Choice } from './choice';
import { matchesClearly } from './match';
import { spoken, spokenRecent } from './spoken';
import { useEarlyEnter } from './useEarlyEnter';
import { useLink } from './useLink';
import { useSuggestions } from './useSuggestions';

export interface Offers {
  onTrack: (track: Track) => void;
  onLink: (url: string) => void;
  /** Songs heard before, offered while the field is empty. */
  recent: Judged[];
  onRecent: (id: string) => void;
}

/** What is typed, what is offered for it, and the keys by which that is chosen. */
export function useSongBox({ onTrack, onLink, recent, onRecent }: Offers) {
  const [text, setText] = useState('');
  const found = useSuggestions(text);
  const link = useLink(text);
  const empty = text.trim() === '';
  const again = empty && recent.length > 0;
  const choices: Choice[] = again
    ? recent.map((song) => ({ kind: 'recent', song }))
    : (link?.choices ?? found.tracks.map((track) => ({ kind: 'track', track })));
  const take = (choice: Choice) => {
    if (choice.kind === 'track') onTrack(choice.track);
    else if (choice.kind === 'link') onLink(choice.url);
    else onRecent(choice.song.id);
  };

  const { InputBlur, InputClick, InputKeyDownEnter } = useCombobox.stateChangeTypes;
  const box = useCombobox<Choice>({
    items: choices,
    inputValue: text,
    selectedItem: null,
    itemToString: (choice) => (choice ? nameOf(choice) : ''),
    itemToKey: (choice) => choice && keyOf(choice),
    onSelectedItemChange: ({ selectedItem }) => selectedItem && take(selectedItem),
    // Leaving the field with a song highlighted is no choice of that song, though Downshift takes it for one.
    // And Enter with none highlighted closes nothing: its answer may still be on the way.
    stateReducer: (state, { type, changes }) => {
      if (type === InputBlur) return { ...changes, selectedItem: state.selectedItem };
      if (type === InputKeyDownEnter && state.highlightedIndex < 0) return { ...changes, isOpen: state.isOpen };
      // The focus that comes with a click may have opened it already.
      if (type === InputClick) return { ...changes, isOpen: true };
      return changes;
    },
  });
  const first = choices[0];
  const unanswered = found.waiting || link?.waiting === true || (found.pending && choices.length === 0);

  const early = useEarlyEnter(text, unanswered, () => {
    if (first?.kind === 'track' && (link || matchesClearly(first.track, text))) take(first);
    else if (first) box.setHighlightedIndex(0);
  });
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.nativeEvent.isComposing || box.highlightedIndex >= 0) return;
    // Who has typed nothing has not asked for the first of the songs heard before.
    if (!unanswered && first && !again) {
      take(first);
      return;
    }
    if (unanswered) early.keep();
    if (!box.isOpen) box.openMenu();
  };
  const onFocus = () => empty && box.openMenu();
  const onBlur = (event: FocusEvent) => {
    // Going on to what is offered in place of songs does not close the panel.
    if (goesToPanel(event)) Object.assign(event.nativeEvent, { preventDownshiftDefault: true });
    early.forget();
  };
  const open = box.isOpen && (found.asking || link !== null || again);
  return {
    box,
    text,
    found,
    link,
    /** Whether what is offered are songs heard before. */
    again,
    choices,
    open,
    busy: unanswered || found.pending,
    said: again ? spokenRecent(recent.length) : (link?.spoken ?? spoken(found)),
    clear: () => {
      setText('');
      box.reset();
      box.openMenu();
    },
    // Set here and not in onInputValueChange: React then keeps the caret where it is.
    // Downshift takes the list for open with nothing in it; ears are told of it once something is there.
    fieldProps: {
      ...box.getInputProps({ onChange: (event) => setText(event.currentTarget.value), onKeyDown, onFocus, onBlur }),
      'aria-expanded': open,
    },
  };
}
