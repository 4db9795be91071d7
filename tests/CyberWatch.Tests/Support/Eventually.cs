namespace CyberWatch.Tests.Support;

/// <summary>Waits for what another thread or process does, and fails with what it said when it never does.</summary>
internal static class Eventually
{
    private static readonly TimeSpan Look = TimeSpan.FromMilliseconds(50);

    public static async Task TrueAsync(Func<Task<bool>> reached, int seconds = 20, Func<string>? said = null)
    {
        for (var left = seconds / Look.TotalSeconds; !await reached(); left--)
        {
            Assert.True(left > 0, said?.Invoke() ?? "waited in vain");
            await Task.Delay(Look, TestContext.Current.CancellationToken);
        }
    }

    public static Task TrueAsync(Func<bool> reached, int seconds = 20, Func<string>? said = null) =>
        TrueAsync(() => Task.FromResult(reached()), seconds, said);
}
