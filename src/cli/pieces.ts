/** What the readers of inputs give: the bytes of captures, piece by piece. */

/** A run of bytes of one capture. */
export interface Piece {
  /** Only valid until the next piece is asked for. */
  readonly bytes: Uint8Array;
  /** Whether the capture ends behind these bytes. */
  readonly ends: boolean;
  /** The line of the input, where each line is a capture of its own. */
  readonly line?: number;
}

export interface PieceReader {
  push(chunk: Uint8Array): Generator<Piece>;
  end(): Generator<Piece>;
}
