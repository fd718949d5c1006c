"""ResNet50 in PyTorch, with channels scaled."""

from torch import nn
from torchvision.models.resnet import Bottleneck, ResNet


class ResNet50(ResNet):
    """torchvision's, every channel scaled by width / 2048."""

    def __init__(self, width, outputs):
        base = width // 32
        self.scale = base / 64
        super().__init__(Bottleneck, [3, 4, 6, 3], outputs)
        self.fc = nn.Linear(width, outputs)

    def _make_layer(self, block, planes, blocks, stride=1, dilate=False):
        if planes == 64:
            # The stem, which the constructor has just made with 64 channels.
            self.inplanes = int(64 * self.scale)
            self.conv1 = nn.Conv2d(3, self.inplanes, 7, 2, 3, bias=False)
            self.bn1 = nn.BatchNorm2d(self.inplanes)
        return super()._make_layer(block, int(planes * self.scale), blocks, stride, dilate)

    def forward(self, x):
        x = self.maxpool(self.relu(self.bn1(self.conv1(x))))
        representation = self.layer4(self.layer3(self.layer2(self.layer1(x)))).mean((2, 3))
        return representation, self.fc(representation)
