namespace CyberWatch.Dashboard.Api;

/// <summary>
/// Leaves a transfer that broke off without its end. Only a fault does that: an abort would also take what was written. It is thrown here,
/// outside of everything that would tell it once more, so that the server's one line is all that is logged.
/// </summary>
internal sealed class BrokenTransfers(RequestDelegate next)
{
    /// <summary>To be called once the last octet was written.</summary>
    public static void Mark(HttpContext context, string why) => context.Features.Set(new BrokenOff(why));

    public async Task InvokeAsync(HttpContext context)
    {
        await next(context);
        if (context.Features.Get<BrokenOff>() is { Why: var why })
            throw new TransferBrokenException(why);
    }

    private sealed record BrokenOff(string Why);

    /// <summary>No bug of ours, whose place anybody would look for: it is told without one.</summary>
    private sealed class TransferBrokenException(string why) : IOException(why)
    {
        public override string ToString() => Message;
    }
}
