"""Stands in for the module tensorrt: as much of it as the emitted scripts touch, with the refusals of the real one."""

import enum

__version__ = "10.7.0"


class DataType(enum.Enum):
    FLOAT = 0
    HALF = 1
    INT32 = 3


float32, float16, int32 = DataType.FLOAT, DataType.HALF, DataType.INT32


class LayerType(enum.Enum):
    ELEMENTWISE = 1
    CONSTANT = 2
    SHUFFLE = 3
    SHAPE = 4
    SLICE = 5


class BuilderFlag(enum.Enum):
    FP16 = 1
    OBEY_PRECISION_CONSTRAINTS = 2


class Tensor:
    def __init__(self, name, dtype=float32, is_shape_tensor=False):
        self.name, self.dtype, self.is_shape_tensor = name, dtype, is_shape_tensor


class Layer:
    def __init__(self, name, inputs, outputs, kind=LayerType.ELEMENTWISE, metadata=None):
        self.name, self.inputs, self.outputs, self.type = name, inputs, outputs, kind
        if metadata is not None:
            self.metadata = metadata
        self.precision, self.output_types = None, {}

    num_inputs = property(lambda self: len(self.inputs))
    num_outputs = property(lambda self: len(self.outputs))

    def get_input(self, index):
        return self.inputs[index]

    def get_output(self, index):
        return self.outputs[index]

    def set_output_type(self, index, dtype):
        if self.outputs[index].dtype not in (float32, float16) or self.outputs[index].is_shape_tensor:
            raise ValueError(f"output {index} of {self.name} is no float")
        if dtype is not float32:
            raise TypeError(dtype)
        self.output_types[index] = dtype


class Network:
    def __init__(self, layers):
        self.layers = layers

    num_layers = property(lambda self: len(self.layers))

    def get_layer(self, index):
        return self.layers[index]


class BuilderConfig:
    def __init__(self):
        self.flags = set()

    def set_flag(self, flag):
        if not isinstance(flag, BuilderFlag):
            raise TypeError(flag)
        self.flags.add(flag)


def forced_layers(network):
    """Names of the layers in FP32 whose float outputs are all FP32 as well."""
    return sorted(
        layer.name
        for layer in network.layers
        if layer.precision is float32
        and all(
            (index in layer.output_types) == (output.dtype in (float32, float16))
            for index, output in enumerate(layer.outputs)
        )
    )
