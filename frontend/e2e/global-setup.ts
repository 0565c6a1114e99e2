import { startStack, stopStack } from './stack';

/** Starts the product, and hands back how to end it. */
export default async function globalSetup(): Promise<() => void> {
  try {
    await startStack();
  } catch (error) {
    stopStack();
    throw error;
  }
  return stopStack;
}
