import { useEffect, useId, useRef, useState, type FocusEvent, type KeyboardEvent } from 'react';
import type { Model } from '@/api';
import { Icon } from '@/components/Icon';
import styles from './ModelPicker.module.css';
import { aboutModel, rightOf } from './aboutModel';

interface Props {
  models: Model[];
  /** The name of the one that hears, or has heard. */
  current: string;
  /** Of that which has heard: what is here now may be newer. */
  version?: string;
  action?: string;
  onPick: (model: Model) => void;
}

/** Which model it is; opened, all there are with what they are. A button with a list of buttons: arrows walk, Escape closes. */
export function ModelPicker({ models, current, version, action = 'change', onPick }: Props) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const rows = () => [...(root.current?.querySelectorAll<HTMLButtonElement>('li button') ?? [])];
  const button = () => root.current?.querySelector('button');

  useEffect(() => {
    if (!open) return;
    root.current?.querySelector<HTMLElement>('li [aria-current]')?.focus();
    // Not every browser moves the focus by a click.
    const outside = ({ target }: PointerEvent) => !root.current?.contains(target as Node) && setOpen(false);
    document.addEventListener('pointerdown', outside);
    return () => document.removeEventListener('pointerdown', outside);
  }, [open]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (!open) return;
    const all = rows();
    const at = all.indexOf(document.activeElement as HTMLButtonElement);
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: all.length - 1 }[event.key];
    if (event.key === 'Escape') {
      setOpen(false);
      button()?.focus();
    } else if (to === undefined) return;
    event.preventDefault();
    if (to !== undefined) all[Math.min(all.length - 1, Math.max(0, to))]?.focus();
  };
  const onBlur = ({ relatedTarget }: FocusEvent) => relatedTarget && !root.current?.contains(relatedTarget) && setOpen(false);
  const pick = (model: Model) => {
    setOpen(false);
    button()?.focus();
    onPick(model);
  };

  return (
    // It only watches the keys and the focus of its buttons.
    // eslint-disable-next-line jsx-a11y/no-static-element-interactions
    <div ref={root} className={styles.picker} onKeyDown={onKeyDown} onBlur={onBlur}>
      <button type="button" className={styles.button} aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
        <span className={styles.words}>
          {'Heard by '}
          <strong>{current}</strong>
          {version && ` ${version}`}
          {' · '}
        </span>
        <span className={styles.action}>{action}</span>
      </button>
      <div id={id} className={styles.panel} hidden={!open}>
        {open && (
          <ul aria-label="Models">
            {models.map((model) => (
              <li key={model.name}>
                <button
                  type="button"
                  className={styles.row}
                  aria-current={model.name === current || undefined}
                  onClick={() => pick(model)}
                >
                  <span className={styles.mark}>{model.name === current && <Icon name="check" size={18} />}</span>
                  <span className={styles.name}>
                    <strong>{model.name}</strong> {model.version}
                    {model.default && <span className={styles.usual}>the usual one</span>}
                  </span>
                  <span className={styles.right}>{rightOf(model)}</span>
                  <span className={styles.about}>{aboutModel(model)}</span>
                </button>
              </li>
            ))}
          </ul>
        )}
      </div>
    </div>
  );
}
