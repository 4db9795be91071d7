using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.StaticAssets;

namespace CyberWatch.Dashboard.Access;

/// <summary>Knows the reader before anything is decided, and closes the session of one who has no account any more.</summary>
internal sealed class ReaderMiddleware(RequestDelegate next)
{
    public async Task InvokeAsync(HttpContext context, Readers readers, CurrentReader current)
    {
        var asset = context.GetEndpoint()?.Metadata.GetMetadata<StaticAssetDescriptor>() is not null;
        if (!asset && context.User.Identity is { IsAuthenticated: true })
        {
            current.Value = await readers.FindAsync(context.User, context.RequestAborted);
            if (current.Value is null)
            {
                await context.SignOutAsync(IdentityConstants.ApplicationScheme);
                context.User = new ClaimsPrincipal(new ClaimsIdentity());
            }
        }

        await next(context);
    }
}
