using System.Security.Claims;
using CyberWatch.Infra.Registry.Entities;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace CyberWatch.Dashboard.Access;

/// <summary>What the cookie carries: who, and the language that the account asks for. Never what he may see.</summary>
internal sealed class ReaderClaims(UserManager<User> users, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<User>(users, options)
{
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(User user)
    {
        var claims = await base.GenerateClaimsAsync(user);
        if (user.Language is { } language)
        {
            claims.AddClaim(new Claim(Language.Claim, language));
        }

        return claims;
    }
}
