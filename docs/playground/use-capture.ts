/** The capture on the page: the rows that the worker has read, and which of them is selected. */
import { onBeforeUnmount, onMounted, ref, shallowRef, watch } from "vue";
import type { InputFormName } from "../../src/text/index.ts";
import type { FrameRow } from "./frame-row.ts";
import type { FrameView } from "./frame-view.ts";
import type { Answer, Answers, QuestionKind, Questions, ReadResult, Request } from "./protocol.ts";
// Inlined, so that nothing is fetched after the page has loaded.
import DecodeWorker from "./worker.ts?worker&inline";

export type AskWorker = <K extends QuestionKind>(
  question: K,
  details: Questions[K],
) => Promise<Answers[K]>;

interface Waiting {
  resolve(answer: unknown): void;
  reject(error: Error): void;
}

export function useCapture() {
  const rows = shallowRef<readonly FrameRow[]>([]);
  /** Bytes read so far; `null` when reading is done. */
  const progress = ref<number | null>(null);
  const failure = ref<string | null>(null);
  const result = shallowRef<ReadResult | null>(null);
  /** Index in `rows`. */
  const selected = ref<number | null>(null);
  const view = shallowRef<FrameView | null>(null);
  /** Counts inputs. State that belongs to one input is reset with the next. */
  const inputNumber = ref(0);

  let worker: Worker | undefined;
  let lastQuestion = 0;
  let wanted: number | null = null;
  const waiting = new Map<number, Waiting>();

  onMounted(() => {
    worker = new DecodeWorker();
    worker.onmessage = ({ data }: MessageEvent<Answer>) => receive(data);
  });
  onBeforeUnmount(() => worker?.terminate());

  function send(request: Request): void {
    worker?.postMessage(request);
  }

  /** @param place The row to select once it has been read. */
  function read(source: Blob, form: InputFormName | "auto", place = 0): void {
    failure.value = null;
    progress.value = 0;
    wanted = place;
    send({ kind: "read", id: ++inputNumber.value, source, form });
  }

  const ask: AskWorker = (question, details) =>
    new Promise((resolve, reject) => {
      const number = ++lastQuestion;
      waiting.set(number, { resolve: resolve as Waiting["resolve"], reject });
      send({ kind: "ask", question, number, details });
    });

  function receive(answer: Answer): void {
    if (answer.kind === "answer" || answer.kind === "refused") {
      const asked = waiting.get(answer.number);
      waiting.delete(answer.number);
      if (answer.kind === "answer") asked?.resolve(answer.answer);
      else asked?.reject(new Error(answer.message));
      return;
    }
    if (answer.id !== inputNumber.value) return;
    if (answer.kind === "rows") takeRows(answer.rows, answer.byteCount);
    else {
      progress.value = null;
      failure.value = answer.kind === "failed" ? answer.message : null;
      result.value = answer.kind === "read" ? answer.result : null;
      if (answer.kind === "failed" || rows.value.length === 0) startWith([]);
    }
  }

  function takeRows(more: readonly FrameRow[], byteCount: number): void {
    progress.value = byteCount;
    if (more.length === 0) return;
    if (more[0]?.number === 1) startWith(more);
    else rows.value = rows.value.concat(more);
    if (wanted !== null && wanted < rows.value.length) {
      selected.value = wanted;
      wanted = null;
    }
  }

  /** Replaces the rows. Those of the previous input stay in view until the first new one arrives. */
  function startWith(first: readonly FrameRow[]): void {
    rows.value = first;
    selected.value = null;
    view.value = null;
  }

  watch([selected, rows], async ([place]) => {
    if (place === null) return;
    const number = inputNumber.value;
    if (view.value?.number === place + 1) return;
    const answer = await ask("frame", { place });
    if (selected.value === place && inputNumber.value === number) view.value = answer;
  });

  return { rows, progress, failure, result, selected, view, inputNumber, read, ask };
}
