#include <yaz/yaz-iconv.h>
