namespace CyberWatch.Dashboard.Access;

/// <summary>What a browser may load, frame and keep: our own files alone, no inline script or style, nothing of a page in a cache.</summary>
internal sealed class SecurityHeaders(RequestDelegate next)
{
    public const string ContentSecurityPolicy =
        "default-src 'self'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; "
        + "object-src 'none'; base-uri 'self'; form-action 'self'; frame-ancestors 'none'";

    /// <summary>Pages and evidence; scripts, styles and drawings are the same for everybody.</summary>
    private static readonly string[] Private = ["text/html", "application/json"];

    public Task InvokeAsync(HttpContext context)
    {
        // when the answer starts, so that it holds for error pages too, which clear what was set before
        context.Response.OnStarting(
            static state =>
            {
                Set((HttpResponse)state);
                return Task.CompletedTask;
            },
            context.Response
        );
        return next(context);
    }

    private static void Set(HttpResponse response)
    {
        var headers = response.Headers;
        headers.ContentSecurityPolicy =
            response.HttpContext.GetEndpoint()?.Metadata.GetMetadata<ContentPolicy>()?.Policy ?? ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "same-origin";
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers["Permissions-Policy"] = "camera=(), geolocation=(), microphone=(), payment=()";
        if (response.ContentType is { } type && Private.Any(kind => type.StartsWith(kind, StringComparison.Ordinal)))
        {
            headers.CacheControl = "no-store";
        }
    }
}
