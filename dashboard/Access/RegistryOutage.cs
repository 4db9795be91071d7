using CyberWatch.Dashboard.Api;
using CyberWatch.Infra.Registry;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.Options;

namespace CyberWatch.Dashboard.Access;

/// <summary>
/// Answers instead of every page while the registry does not. It stands before all that asks the registry: who reads, too, is known from
/// there, so that no other page could be shown.
/// </summary>
internal sealed partial class RegistryOutage(
    RequestDelegate next,
    IOptions<RequestLocalizationOptions> languages,
    ILoggerFactory loggers,
    Texts texts
)
{
    private const string RetryAfterSeconds = "30";
    private readonly ILogger _log = loggers.CreateLogger<RegistryOutage>();

    public async Task InvokeAsync(HttpContext context)
    {
        var asked = context.Request.Path;
        try
        {
            await next(context);
        }
        catch (Exception fault) when (RegistryAway.Is(fault) && !context.Response.HasStarted)
        {
            Answered(_log, asked, fault.GetBaseException().Message);
            context.Response.Clear();
            context.Response.Headers.RetryAfter = RetryAfterSeconds;
            // what it says of caches and scripts was for its own answer
            context.SetEndpoint(null);
            await new RequestLocalizationMiddleware(SayAsync, languages, loggers).Invoke(context);
        }
    }

    private Task SayAsync(HttpContext context) =>
        new PlainAnswer(
            StatusCodes.Status503ServiceUnavailable,
            texts["common.registry-silent"],
            texts["common.registry-silent-more"],
            "/",
            texts["common.home"]
        ).ExecuteAsync(context);

    [LoggerMessage(LogLevel.Warning, "The registry does not answer: {Path} was answered with 503 ({Reason}).")]
    private static partial void Answered(ILogger log, PathString path, string reason);
}
