"""Driver for TensorRT 8.6, 10 and 11, by its Python bindings."""
