import { lazy, useState, type ComponentType } from 'react';

/** What did not come, until it may be asked for anew. */
const missing = new Set<() => void>();

/** Has what did not come asked for anew when it is wanted again: once it was said that it did not come, or React would ask without end. */
export function askAnew(): void {
  missing.forEach((reset) => reset());
  missing.clear();
}

/** A component that is loaded when it is wanted. One that has been loaded before is drawn at once, with nothing in its place first. */
export function onDemand(fetch: () => Promise<{ default: ComponentType }>) {
  let ready: ComponentType | null = null;
  const load = async () => {
    try {
      const module = await fetch();
      ready = module.default;
      return module;
    } catch (error) {
      missing.add(() => {
        Later = lazy(load);
      });
      throw error;
    }
  };
  let Later = lazy(load);
  function OnDemand() {
    // Decided once: another component in its place would begin anew.
    const [Page] = useState(() => ready ?? Later);
    return <Page />;
  }
  return Object.assign(OnDemand, { load });
}
