import { useEffect } from 'react';
import { useDispatch, useSelector } from 'react-redux';
import { Button } from '@/components/Button';
import { Hidden } from '@/components/Hidden';
import { Icon, type IconName } from '@/components/Icon';
import { remember } from '@/lib/storage';
import { themeSlice, type Theme } from './slice';

const order: Record<Theme, { next: Theme; icon: IconName; now: string }> = {
  system: { next: 'light', icon: 'half', now: 'as your system has it' },
  light: { next: 'dark', icon: 'sun', now: 'light' },
  dark: { next: 'system', icon: 'moon', now: 'dark' },
};

export function ThemeToggle() {
  const theme = useSelector(themeSlice.selectors.selectTheme);
  const dispatch = useDispatch();
  const { next, icon, now } = order[theme];
  useEffect(() => {
    if (theme === 'system') delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = theme;
    remember('theme', theme === 'system' ? null : theme);
  }, [theme]);
  return (
    <Button look="round" title={`Theme: ${now}`} onClick={() => dispatch(themeSlice.actions.chosen(next))}>
      <Icon name={icon} size={22} />
      <Hidden>{`Theme: ${now}. Change to: ${order[next].now}`}</Hidden>
    </Button>
  );
}
