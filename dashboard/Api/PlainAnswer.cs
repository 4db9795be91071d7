using CyberWatch.Dashboard.Components.Shared;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace CyberWatch.Dashboard.Api;

/// <summary>An answer in the reader's words where there is no page to show: what is wrong, and where to go on.</summary>
/// <param name="Status">Not 200.</param>
/// <param name="Title">What is wrong.</param>
/// <param name="More">What to do, or why.</param>
/// <param name="Href">Where to go on, of this service.</param>
/// <param name="Link">Its words.</param>
public sealed record PlainAnswer(int Status, string Title, string More, string Href, string Link) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var html = await RenderAsync(httpContext);
        httpContext.Response.StatusCode = Status;
        httpContext.Response.ContentType = "text/html; charset=utf-8";
        await httpContext.Response.WriteAsync(html, httpContext.RequestAborted);
    }

    private async Task<string> RenderAsync(HttpContext context)
    {
        var theme = context.Request.Cookies["theme"] is ("light" or "dark") and { } chosen ? chosen : null;
        var given = new Dictionary<string, object?> { [nameof(PlainPage.Answer)] = this, [nameof(PlainPage.Theme)] = theme };
        await using var renderer = new HtmlRenderer(
            context.RequestServices,
            context.RequestServices.GetRequiredService<ILoggerFactory>()
        );
        return await renderer.Dispatcher.InvokeAsync(async () =>
            (await renderer.RenderComponentAsync<PlainPage>(ParameterView.FromDictionary(given))).ToHtmlString()
        );
    }
}
