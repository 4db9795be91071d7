namespace CyberWatch.Tests.Support;

/// <summary>Tests over a registry that each of them has for itself.</summary>
public abstract class RegistryTest : IAsyncLifetime
{
    private protected static CancellationToken Token => TestContext.Current.CancellationToken;

    private protected TemporaryData Data { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        Data = await TemporaryData.WithRegistryAsync();
        await FillAsync();
    }

    public ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        Data.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>Done before each test.</summary>
    protected virtual Task FillAsync() => Task.CompletedTask;
}
