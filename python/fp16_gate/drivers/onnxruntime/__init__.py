"""Driver for ONNX Runtime: CUDA, TensorRT and, on request, CPU execution providers."""
