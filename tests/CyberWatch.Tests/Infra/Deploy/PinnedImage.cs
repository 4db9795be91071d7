namespace CyberWatch.Tests.Infra.Deploy;

/// <summary>A name of an image as we write it: of the engine's own registry, with a version that says more than "the newest".</summary>
internal static class PinnedImage
{
    public static void Check(string image)
    {
        var parts = image.Split('/');
        var (name, tag) = (parts[^1].Split(':')[0], parts[^1].Split(':').ElementAtOrDefault(1));
        Assert.True(
            parts.Length <= 2 && !parts[..^1].Any(part => part.Contains('.', StringComparison.Ordinal)),
            $"{image} names a host"
        );
        Assert.NotEmpty(name);
        Assert.Matches("[0-9]", tag ?? "");
    }
}
