using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http;

namespace CyberWatch.EndToEnd.Findings.Outage;

/// <summary>Stands before a server and answers 429 in its place, as long as the test says so.</summary>
internal sealed class RefusingProxy : IAsyncDisposable
{
    private const string TooMuch =
        """{"error":{"type":"es_rejected_execution_exception","reason":"rejected execution of coordinating operation"},"status":429}""";
    private readonly HttpClient _client = new();
    private readonly WebApplication _application;
    private readonly Uri _server;
    private int _refused;

    private RefusingProxy(Uri server)
    {
        _server = server;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _application = builder.Build();
        _application.Run(AnswerAsync);
    }

    /// <summary>Which paths get no further.</summary>
    public Func<string, bool> Refuses { get; set; } = _ => false;
    public int Refused => _refused;
    public Uri Address { get; private set; } = null!;

    public static async Task<RefusingProxy> StartAsync(Uri server, CancellationToken cancellationToken)
    {
        var proxy = new RefusingProxy(server);
        await proxy._application.StartAsync(cancellationToken);
        var addresses = proxy._application.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!;
        proxy.Address = new Uri(addresses.Addresses.First());
        return proxy;
    }

    public async ValueTask DisposeAsync()
    {
        await _application.DisposeAsync();
        _client.Dispose();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        if (Refuses(context.Request.Path))
        {
            Interlocked.Increment(ref _refused);
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.ContentType = "application/json";
            await context.Response.WriteAsync(TooMuch, context.RequestAborted);
            return;
        }
        using var request = new HttpRequestMessage(
            new HttpMethod(context.Request.Method),
            new Uri(_server, context.Request.Path.Value + context.Request.QueryString)
        );
        if (context.Request.ContentType is { } type)
        {
            request.Content = new StreamContent(context.Request.Body);
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }
        request.Headers.TryAddWithoutValidation("Accept", context.Request.Headers.Accept.ToString());
        using var answer = await _client.SendAsync(request, context.RequestAborted);
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Response.ContentType = answer.Content.Headers.ContentType?.ToString();
        if (answer.Headers.TryGetValues("X-elastic-product", out var product))
            context.Response.Headers["X-elastic-product"] = product.First();
        if (context.Request.Method != "HEAD")
            await answer.Content.CopyToAsync(context.Response.Body, context.RequestAborted);
    }
}
