using System.Diagnostics;
using OpenTelemetry;

namespace CyberWatch.Infra.Telemetry;

/// <summary>Spans of requests name the route and not the path: the path of an invitation or of a link that ends a letter is a key.</summary>
internal sealed class RoutesForPaths : BaseProcessor<Activity>
{
    private const string Path = "url.path";

    public override void OnEnd(Activity data)
    {
        if (data.GetTagItem(Path) is not null)
            data.SetTag(Path, data.GetTagItem("http.route") as string ?? "(no route)");
        data.SetTag("url.query", null);
    }
}
