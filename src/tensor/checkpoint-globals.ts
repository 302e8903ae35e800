import type { DType } from "./dtype.ts";
import type { PickleRules } from "./pickle-machine.ts";

/** Element type of each storage class; undefined for those that no tensor here can have. */
export const storageDTypes: ReadonlyMap<string, DType | undefined> = new Map<string, DType | undefined>([
  ["torch.DoubleStorage", "float64"],
  ["torch.FloatStorage", "float32"],
  ["torch.HalfStorage", "float16"],
  ["torch.BFloat16Storage", "bfloat16"],
  ["torch.LongStorage", "int64"],
  ["torch.IntStorage", "int32"],
  ["torch.ShortStorage", "int16"],
  ["torch.CharStorage", "int8"],
  ["torch.ByteStorage", "uint8"],
  ["torch.BoolStorage", "bool"],
  ["torch.ComplexDoubleStorage", undefined],
  ["torch.ComplexFloatStorage", undefined],
]);

/** A storage of bytes, whose element type is stated by the tensor. */
export const untypedStorage = "torch.storage.UntypedStorage";

/** Element types as objects of their own. */
export const torchDTypes: ReadonlyMap<string, DType | undefined> = new Map<string, DType | undefined>([
  ["torch.float64", "float64"],
  ["torch.float32", "float32"],
  ["torch.float16", "float16"],
  ["torch.bfloat16", "bfloat16"],
  ["torch.int64", "int64"],
  ["torch.int32", "int32"],
  ["torch.int16", "int16"],
  ["torch.int8", "int8"],
  ["torch.uint64", "uint64"],
  ["torch.uint32", "uint32"],
  ["torch.uint16", "uint16"],
  ["torch.uint8", "uint8"],
  ["torch.bool", "bool"],
  ["torch.complex32", undefined],
  ["torch.complex64", undefined],
  ["torch.complex128", undefined],
  ["torch.float8_e4m3fn", undefined],
  ["torch.float8_e4m3fnuz", undefined],
  ["torch.float8_e5m2", undefined],
  ["torch.float8_e5m2fnuz", undefined],
  ["torch.float8_e8m0fnu", undefined],
  ["torch.float4_e2m1fn_x2", undefined],
]);

/** Functions that make a tensor of a storage, with the position of the element type where they have one. */
export const tensorMakers: ReadonlyMap<string, { readonly dtypeAt?: number; readonly flagsAt?: number }> =
  new Map([
    ["torch._utils._rebuild_tensor", {}],
    ["torch._utils._rebuild_tensor_v2", { flagsAt: 6 }],
    ["torch._utils._rebuild_tensor_v3", { dtypeAt: 6, flagsAt: 7 }],
  ]);

/** Functions whose first argument is the tensor that they return. */
export const tensorWrappers: ReadonlySet<string> = new Set([
  "torch._utils._rebuild_parameter",
  "torch._utils._rebuild_parameter_with_state",
]);

/** `(function, class, arguments, attributes)`: a tensor with attributes of its own. */
export const typedTensorMaker = "torch._tensor._rebuild_from_type_v2";

/** A NumPy array; its name differs between NumPy 1 and 2. */
export const numpyArrayMakers: ReadonlySet<string> = new Set([
  "numpy.core.multiarray._reconstruct",
  "numpy._core.multiarray._reconstruct",
]);

const dictionaries = ["collections.OrderedDict", "collections.defaultdict"];

/** Sizes, devices, sets, NumPy scalars: kept as notes of a call and never looked into. */
const inert = [
  "torch.Size",
  "torch.device",
  "torch.Tensor",
  "torch.nn.parameter.Parameter",
  "torch.nn.parameter.Buffer",
  "torch.serialization._get_layout",
  "collections.Counter",
  "builtins.set",
  "builtins.frozenset",
  "builtins.complex",
  "builtins.bytearray",
  "__builtin__.set",
  "__builtin__.frozenset",
  "__builtin__.complex",
  "__builtin__.bytearray",
  "_codecs.encode",
  "numpy.dtype",
  "numpy.ndarray",
  "numpy.core.multiarray.scalar",
  "numpy._core.multiarray.scalar",
];

/** Whatever `torch.save` writes for a state_dict and the plain values around it. */
export const checkpointRules: PickleRules = {
  globals: new Set([
    ...dictionaries,
    ...inert,
    ...storageDTypes.keys(),
    untypedStorage,
    ...torchDTypes.keys(),
    ...tensorMakers.keys(),
    ...tensorWrappers,
    typedTensorMaker,
    ...numpyArrayMakers,
  ]),
  dictionaries: new Set(dictionaries),
  advice:
    "If you trust the file, load it in PyTorch and save only the weights: torch.save(model.state_dict(), file), or " +
    "safetensors.torch.save_file.",
};
