"""The architectures in PyTorch, with the names of the modules that Mitoscope's checkpoints have."""

from collections import OrderedDict

import torch
from torch import nn
from torch.nn import functional as F


class FullyConnected(nn.Module):
    def __init__(self, inputs, width, outputs, hidden, batch_norm=False):
        super().__init__()
        modules = []
        for layer in range(hidden):
            modules.append(nn.Linear(inputs if layer == 0 else width, width))
            if batch_norm:
                modules.append(nn.BatchNorm1d(width))
            modules.append(nn.ReLU())
        self.linear_body = nn.Sequential(*modules)
        self.linear_out = nn.Linear(width, outputs)

    def forward(self, x):
        representation = self.linear_body(torch.flatten(x, 1))
        return representation, self.linear_out(representation)


class SmallConvolutional(nn.Module):
    def __init__(self, width, outputs, channels=3):
        super().__init__()
        for i, planes in enumerate([width // 4, width // 2, width, width], 1):
            self.add_module(f"conv{i}", nn.Conv2d(channels, planes, 3, 1 if i == 1 else 2, 1, bias=False))
            self.add_module(f"bn{i}", nn.BatchNorm2d(planes))
            channels = planes
        self.fc = nn.Linear(width, outputs)

    def forward(self, x):
        for i in range(1, 5):
            x = F.relu(self.get_submodule(f"bn{i}")(self.get_submodule(f"conv{i}")(x)))
        representation = x.mean((2, 3))
        return representation, self.fc(representation)


class WideBlock(nn.Module):
    def __init__(self, channels, planes, stride):
        super().__init__()
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv1 = nn.Conv2d(channels, planes, 3, stride, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(planes)
        self.conv2 = nn.Conv2d(planes, planes, 3, 1, 1, bias=False)
        self.downsample = None
        if stride != 1 or channels != planes:
            self.downsample = nn.Sequential(nn.Conv2d(channels, planes, 1, stride, bias=False))

    def forward(self, x):
        residual = self.conv2(F.relu(self.bn2(self.conv1(F.relu(self.bn1(x))))))
        return residual + (x if self.downsample is None else self.downsample(x))


class WideResNet(nn.Module):
    """depth = 6 blocks + 4; width = 64 k, or 4 base channels at k = 1."""

    def __init__(self, blocks, width, outputs):
        super().__init__()
        channels = min(16, width // 4)
        self.conv0 = nn.Conv2d(3, channels, 3, 1, 1, bias=False)
        for group, planes in enumerate([width // 4, width // 2, width]):
            layers = []
            for block in range(blocks):
                layers.append(WideBlock(channels, planes, 2 if block == 0 and group > 0 else 1))
                channels = planes
            self.add_module(f"group{group}", nn.Sequential(*layers))
        self.bn = nn.BatchNorm2d(width)
        self.fc = nn.Linear(width, outputs)

    def forward(self, x):
        x = self.bn(self.group2(self.group1(self.group0(self.conv0(x)))))
        representation = x.mean((2, 3))
        return representation, self.fc(representation)


class DenseLayer(nn.Module):
    def __init__(self, channels, growth):
        super().__init__()
        self.norm1 = nn.BatchNorm2d(channels)
        self.conv1 = nn.Conv2d(channels, 4 * growth, 1, bias=False)
        self.norm2 = nn.BatchNorm2d(4 * growth)
        self.conv2 = nn.Conv2d(4 * growth, growth, 3, 1, 1, bias=False)

    def forward(self, x):
        added = self.conv2(F.relu(self.norm2(self.conv1(F.relu(self.norm1(x))))))
        return torch.cat([x, added], 1)


class DenseNet(nn.Module):
    """depth = 6 layers per block + 4; the first layer has twice the growth's channels."""

    def __init__(self, layers_per_block, growth, outputs):
        super().__init__()
        channels = 2 * growth
        features = [("conv0", nn.Conv2d(3, channels, 3, 1, 1, bias=False))]
        features += [("norm0", nn.BatchNorm2d(channels)), ("relu0", nn.ReLU())]
        for stage in (1, 2, 3):
            block = OrderedDict()
            for i in range(1, layers_per_block + 1):
                block[f"denselayer{i}"] = DenseLayer(channels, growth)
                channels += growth
            features.append((f"denseblock{stage}", nn.Sequential(block)))
            if stage < 3:
                parts = OrderedDict(norm=nn.BatchNorm2d(channels), relu=nn.ReLU())
                parts["conv"] = nn.Conv2d(channels, channels // 2, 1, bias=False)
                parts["pool"] = nn.AvgPool2d(2, 2)
                features.append((f"transition{stage}", nn.Sequential(parts)))
                channels //= 2
        features.append(("norm5", nn.BatchNorm2d(channels)))
        self.features = nn.Sequential(OrderedDict(features))
        self.classifier = nn.Linear(channels, outputs)

    def forward(self, x):
        representation = self.features(x).mean((2, 3))
        return representation, self.classifier(representation)


def build(architecture, width, outputs, shape=(32, 32, 3), options=None):
    """The module of a network as Mitoscope chooses one."""
    options = options or {}
    if architecture == "fully-connected":
        inputs = shape[0] * shape[1] * shape[2]
        return FullyConnected(inputs, width, outputs, options.get("hiddenLayers", 2), options.get("batchNorm", False))
    if architecture == "small-convolutional":
        return SmallConvolutional(width, outputs, shape[2])
    if architecture.startswith("wide-resnet-"):
        return WideResNet({"28": 4, "16": 2}[architecture[-2:]], width, outputs)
    if architecture.startswith("densenet-"):
        layers = {"40": 6, "28": 4}[architecture[-2:]]
        return DenseNet(layers, int(width / (0.5 + 1.75 * layers) + 0.5), outputs)
    # The one that asks for torchvision.
    from pytorch_resnet_50 import ResNet50

    return ResNet50(width, outputs)
