/** A parameter as PyTorch names it: `layers.0.attn.weight`. */
const parameterName = /^[A-Za-z_]\w*(?:\.\w+)+$/;

/**
 * Module of a parameter or buffer: its name without the last part. Undefined for names that exporters make up
 * (`onnx::MatMul_12`, `/layer/Constant_output_0`, `val_3`).
 */
export function moduleOfName(name: string): string | undefined {
  return parameterName.test(name) ? name.slice(0, name.lastIndexOf(".")) : undefined;
}

/** Running mean or variance of a BatchNorm, as PyTorch names them. */
export function isRunningStatisticName(name: string): boolean {
  return /(?:^|\.)running_(?:mean|var)$/.test(name);
}
