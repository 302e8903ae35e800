"""Driver for PyTorch: TorchScript and exported programs, in half precision or under autocast."""
