"""What needs PyTorch: loading a model, running it at several precisions, exporting it."""
