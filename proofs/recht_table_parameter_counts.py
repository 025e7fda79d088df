"""The parameter counts 145 578 and 1 649 402 of Recht's table, recomputed from the architectures.

Setting. A k × k convolution from a to b channels with an offset a channel has k² a b + b parameters, a full layer is the case
k = 1. An inception module (a, b) sets a 1 × 1 convolution to a channels beside a 3 × 3 one to b channels, and has a + b
channels out. A downsampling module d sets a 3 × 3 convolution to d channels beside a pooling, which keeps the incoming
ones. The 2 401 440 parameters of the residual network are not recomputed: its architecture is not specified.
"""

from symdl import both, claim, equal, number, scalar

SLIDES = "Yao, On Mathematical Theories of Deep Learning (table by Recht)"


def layer(k, a, b):
    """Parameters of a k × k convolution from a to b channels with offsets."""
    return number(k) ** 2 * a * b + b


def inception(channels, a, b):
    """Parameters of an inception module."""
    return layer(1, channels, a) + layer(3, channels, b)


small_net = {
    layer(5, 3, 32): 2432,
    layer(5, 32, 32): 25632,
    layer(5, 32, 64): 51264,
    layer(1, 4 * 4 * 64, 64): 65600,
    layer(1, 64, 10): 650,
}

first_scale = layer(3, 3, 96) + inception(96, 32, 32) + inception(64, 32, 48) + layer(3, 80, 80)
second_scale = inception(160, 112, 48) + inception(160, 96, 64) + inception(160, 80, 80) + inception(160, 48, 96)
third_scale = layer(3, 144, 96) + inception(240, 176, 160) + inception(336, 176, 160) + layer(1, 336, 10)


@claim(source=SLIDES)
def recht_table_parameter_counts():
    """The convolutional net has 2432 + 25632 + 51264 + 65600 + 650 = 145578 parameters, the small inception net 1649402."""
    return both(
        *(equal(parameters, printed) for parameters, printed in small_net.items()),
        equal(sum(small_net), 145_578),
        equal(first_scale + second_scale + third_scale, 1_649_402),
    )


@claim(source=SLIDES)
def inception_module_is_cheaper_than_one_convolution():
    """An inception module (a, b) saves 8 c a parameters against one 3 × 3 convolution from c to a + b channels."""
    a, b, c = (scalar(name, natural=True) for name in "abc")
    return equal(layer(3, c, a + b) - inception(c, a, b), 8 * c * a)


# What breaks when a hypothesis is dropped.


@claim(expect="refuted", source=SLIDES)
def convolutional_net_without_offsets():
    """Without its 202 offsets the convolutional net has fewer parameters."""
    offsets = 32 + 32 + 64 + 64 + 10
    return equal(sum(small_net) - offsets, 145_578)


@claim(expect="refuted", source=SLIDES)
def downsampling_drops_the_pooled_channels():
    """If pooling did not keep its 80 channels, the module after it would see 80 instead of 160."""
    return equal(inception(80, 112, 48), inception(160, 112, 48))


# References: Zhang, Bengio, Hardt, Recht, Vinyals, Understanding deep learning requires rethinking generalization,
# ICLR 2017, appendix A; Caffe, cifar10_quick.
