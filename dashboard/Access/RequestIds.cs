using System.Diagnostics;

namespace CyberWatch.Dashboard.Access;

/// <summary>The id of the request in every line that is logged during it; not its path, which may be a key (an invitation, the end of a letter).</summary>
internal sealed class RequestIds(RequestDelegate next, ILogger<RequestIds> logger)
{
    private static readonly Func<ILogger, string, IDisposable?> ScopeOf = LoggerMessage.DefineScope<string>(
        "request {RequestId}"
    );

    public async Task InvokeAsync(HttpContext context)
    {
        // the framework makes none while its own scope is turned off, and the page of a failure shows its id
        using var span = Activity.Current is null ? new Activity("request").Start() : null;
        using var scope = ScopeOf(logger, context.TraceIdentifier);
        await next(context);
    }
}
