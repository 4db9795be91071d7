using CyberWatch.Infra;

namespace CyberWatch.Tests.Infra;

public sealed class ProgramVersionTests
{
    [Theory]
    [InlineData("0.1.0+2d89c40a1b2c3d4e5f60718293a4b5c6d7e8f901", "0.1.0+2d89c40")]
    [InlineData("0.1.0+2d89c40", "0.1.0+2d89c40")]
    [InlineData("0.1.0", "0.1.0")]
    public void A_commit_is_shortened(string whole, string shown) => Assert.Equal(shown, ProgramVersion.Short(whole));

    [Fact]
    public void This_build_has_the_version_that_is_set_once() =>
        Assert.StartsWith("0.1.0", ProgramVersion.Current, StringComparison.Ordinal);
}
