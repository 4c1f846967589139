import { useStore } from 'zustand'
import type { TerminalStore } from '../terminal/terminal-store.ts'

/** Whether the camera is on, where photographs are taken. */
export function CameraSign({ terminal }: { terminal: TerminalStore }) {
  const photography = useStore(terminal, (page) => page.photography)
  return photography && <photography.Sign photographer={photography.photographer} />
}
