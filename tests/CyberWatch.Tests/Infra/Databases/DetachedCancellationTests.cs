using CyberWatch.Infra.Databases;

namespace CyberWatch.Tests.Infra.Databases;

public sealed class DetachedCancellationTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_cancels_does_not_wait_for_a_server_that_does_not_answer()
    {
        using var followed = new CancellationTokenSource();
        using var detached = new DetachedCancellation(followed.Token);
        using var answer = new ManualResetEventSlim();
        var asked = new TaskCompletionSource();
        await using var driver = detached.Token.Register(() =>
        {
            asked.SetResult();
            answer.Wait(Token);
        });
        var told = false;
        await using var other = followed.Token.Register(() => told = true);

        // cancels on this thread: it would stay here for ever if the driver's question were asked on it
        followed.Cancel();

        Assert.True(told);
        Assert.True(detached.Token.IsCancellationRequested);
        await asked.Task.WaitAsync(Token);
        answer.Set();
    }

    [Fact]
    public void What_is_over_follows_no_longer()
    {
        using var followed = new CancellationTokenSource();
        var detached = new DetachedCancellation(followed.Token);
        detached.Dispose();

        followed.Cancel();

        Assert.False(detached.Token.IsCancellationRequested);
    }
}
